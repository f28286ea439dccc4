/**
 * Headers of every page. No page has an inline script or style, so the policy needs neither a nonce nor a hash.
 * Not every browser takes 'self' to mean the site's own sockets too, so they are named. The referrer policy keeps `Origin` on our own forms.
 * @param options.origin the site's own
 */
export function securityHeaders({
  https,
  development,
  origin,
}: {
  https: boolean;
  development: boolean;
  origin: string;
}): Record<string, string> {
  const own = development ? "'self' 'unsafe-inline' ws:" : "'self'";
  const policy = [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    `connect-src ${own} ${origin.replace(/^http/, "ws")}`,
    "img-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return {
    "Content-Security-Policy": policy.join("; "),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    ...(https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
