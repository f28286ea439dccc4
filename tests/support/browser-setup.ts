import { serveSite, startChild } from "./start-child.ts";

/** For Playwright: one site with demo data for all browser tests of the run. They find it, and its database, in the environment. */
export default async function startSiteForBrowsers(): Promise<() => Promise<void>> {
  const { ready, stop } = await startChild(serveSite);
  Object.assign(process.env, ready);
  return stop;
}
