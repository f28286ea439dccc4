// What `npm test` runs: every check and every suite, or what the arguments name. It works in a bare clone.
//   npm test                                       everything
//   npm test -- tests/unit/env.test.ts             one file or folder
//   npm test -- -t "name of a test"                what matches, wherever it is
//   npm test -- --quick                            everything but the tests that start the site again and again
//   npm run bench                                  the measurements in tests/bench
//   npm run bench -- --against <commit>            what readers do, here and on another commit, in turns
import { nodeIsNewEnough } from "../app/server/node-version.mjs";

// Nothing else is imported before the version is known: an old Node stumbles over it.
if (nodeIsNewEnough())
  import("./run/main.mjs").then(async ({ main }) => process.exit(await main(process.argv.slice(2))));
else process.exit(1);
