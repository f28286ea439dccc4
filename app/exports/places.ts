/** The key under which the files of an export lie, or those of all. */
export const exportsKey = "udtraek";

/** The key of everything that belongs to an export. @param id of the export */
export const exportKey = (id: string): string => `${exportsKey}/${id}`;

/** The key of the file that a try has made. */
export const exportFileKey = ({ id, attempt }: { id: string; attempt: string }): string =>
  `${exportKey(id)}/${attempt}.zip`;
