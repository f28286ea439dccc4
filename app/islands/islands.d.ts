declare module "virtual:islands" {
  /** Where each island's script, all that it imports and its styles lie, by name. */
  const islands: Readonly<Record<string, { script: string; imports: readonly string[]; styles: readonly string[] }>>;
  export default islands;
}
