// Pictures for people who would rather look: SVG of phone width, drawn elsewhere. Every figure in them is handed in
// by `odds` and `statistics`; they compute places on paper and nothing else.
export { heatMap } from './heat-map.ts';
export { jackpotChart } from './jackpot-chart.ts';
export { tierChart } from './tier-chart.ts';
