import type { News } from './shapes.ts';
import { plainText } from './text.ts';

const shortestTitle = 5;
const link =
  /<a\b[^>]*?\bhref\s*=\s*["']([^"']*\/press\/news\/(\d{4})\/(\d\d)\/(\d\d)\/[^"'?#]+)[^"']*["'][^>]*>([\s\S]*?)<\/a>/gi;

/** The news page: a link is named by its text, dated by its path, and may appear twice (picture and text). */
export function readNews(html: string, pageUrl: string): News {
  const byUrl = new Map<string, News[number]>();
  for (const [, href = '', year, month, day, inner = ''] of html.matchAll(link)) {
    const url = URL.parse(href, pageUrl)?.href;
    const title = plainText(inner);
    if (url === undefined || !/^https?:/.test(url) || title.length < shortestTitle) continue;
    if (!byUrl.has(url)) byUrl.set(url, { title, url, date: `${year}-${month}-${day}` });
  }
  return [...byUrl.values()].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}
