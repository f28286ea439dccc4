/** With whom a text is shared, as its writers and approvers read it. */
export const audiences = {
  public: "Alle",
  network: "Kommunerne og KL",
  municipality: "Kun vores egen kommune",
} as const;
