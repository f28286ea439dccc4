/** A drawing as a file of its own. @param name of the file, without its ending @param svg a whole document */
export const svgFile = (name: string, svg: string): Response =>
  new Response(svg, {
    headers: {
      "Content-Type": "image/svg+xml; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.svg"`,
      "X-Robots-Tag": "noindex",
    },
  });
