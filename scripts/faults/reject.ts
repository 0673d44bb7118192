// Read before the product: on a signal it leaves a promise that nobody catches, as a bug would.
process.on('SIGUSR2', () => void Promise.reject(new Error('nobody caught this')));
