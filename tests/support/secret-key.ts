/** What a test's site seals secrets with. */
export const testSecretKey = "a key for tests, the same in all of them";
