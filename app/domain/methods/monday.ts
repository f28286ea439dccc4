/** The first things of a guide, for one lesson or one meeting with what one already has. */
export interface Monday {
  /** A sentence before them, where a method has nothing for Monday and they are the first week. */
  lead: string | null;
  /** Three sentences. */
  steps: readonly string[];
}

/** The same as plain text. */
export const mondayInWords = ({ lead, steps }: Monday): string => [...(lead ? [lead] : []), ...steps].join("\n\n");
