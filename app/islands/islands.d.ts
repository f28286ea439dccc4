declare module "virtual:islands" {
  /** Where each island's script and styles lie, by name. */
  const islands: Readonly<Record<string, { script: string; styles: readonly string[] }>>;
  export default islands;
}
