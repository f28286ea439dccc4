/** With whom a case is shared, as its writers and approvers read it; from the most readers to the fewest. */
export const audiences = {
  public: "Alle",
  network: "Alle indloggede",
  municipality: "Kun vores egen kommune",
} as const;
export type Audience = keyof typeof audiences;
