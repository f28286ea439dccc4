// Property tests draw the same examples in every run, so that a run says the same of the same code twice.
// FUZZ_SEED=<number> draws others: worth doing after a change of what they test.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 2026) });
