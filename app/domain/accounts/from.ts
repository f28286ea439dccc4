/** Where somebody signs in from. */
export interface From {
  network: string;
  /** As its person knows it: "Firefox på Windows". */
  device: string;
  /** The `Cookie` header of the request. */
  cookies: string | null;
}
