import { z } from "zod";

/** Whether a text is the id of a row. */
export const isId = (text: string): boolean => z.guid().safeParse(text).success;
