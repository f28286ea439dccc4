/** The mark: a ring of children that opens, so that one more fits in. Drawn to hold at 16 px. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d="M35.3 12.7a16 16 0 1 0 0 22.6" fill="none" stroke="#0b5a66" strokeWidth="8" strokeLinecap="round" />
      <circle cx="24" cy="24" r="6" fill="#f3b73a" />
      <circle cx="40" cy="24" r="6" fill="#c8452b" />
    </svg>
  );
}

/**
 * The front page's drawing: round figures stand together, the ring is open, and one more is on the way in.
 * Decoration; the heading beside it says the same in words.
 */
export function OpenCircle({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 520 420" aria-hidden="true" focusable="false">
      <path d="M338 82a150 150 0 1 0 0 256" fill="none" stroke="#dcecee" strokeWidth="30" strokeLinecap="round" />
      <Figure x={258} y={58} r={44} fill="#f3b73a" ink="#1d2b30" tilt={8} />
      <Figure x={150} y={96} r={58} fill="#0b5a66" ink="#fbf8f2" tilt={28} />
      <Figure x={98} y={206} r={40} fill="#e99a86" ink="#1d2b30" tilt={60} />
      <Figure x={134} y={312} r={54} fill="#6a4377" ink="#fbf8f2" tilt={-38} />
      <Figure x={248} y={356} r={46} fill="#3f7a4b" ink="#fbf8f2" tilt={-12} />
      <circle
        cx="358"
        cy="210"
        r="52"
        fill="none"
        stroke="#0b5a66"
        strokeWidth="4"
        strokeDasharray="2 13"
        strokeLinecap="round"
      />
      <Figure x={446} y={226} r={42} fill="#c8452b" ink="#fbf8f2" tilt={-96} />
      <circle cx="240" cy="206" r="26" fill="#fdf0cf" />
      <circle cx="240" cy="206" r="10" fill="#f3b73a" />
    </svg>
  );
}

/** A round figure that looks towards the middle. @param tilt degrees from upright. */
function Figure({
  x,
  y,
  r,
  fill,
  ink,
  tilt,
}: {
  x: number;
  y: number;
  r: number;
  fill: string;
  ink: string;
  tilt: number;
}) {
  const eye = r * 0.1;
  return (
    <g transform={`translate(${x} ${y}) rotate(${tilt * 0.35})`}>
      <circle r={r} fill={fill} />
      <circle cx={-r * 0.26} cy={-r * 0.08} r={eye} fill={ink} />
      <circle cx={r * 0.26} cy={-r * 0.08} r={eye} fill={ink} />
      <path
        d={`M${-r * 0.32} ${r * 0.26}a${r * 0.34} ${r * 0.34} 0 0 0 ${r * 0.64} 0`}
        fill="none"
        stroke={ink}
        strokeWidth={r * 0.11}
        strokeLinecap="round"
      />
    </g>
  );
}
