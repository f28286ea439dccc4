import type { ReactNode } from "react";

/** Where nothing stands yet: says so, and what one can do. */
export function HonestBlank({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="blank">
      <svg className="blank-drawing" viewBox="0 0 120 72" aria-hidden="true" focusable="false">
        <circle cx="28" cy="42" r="24" fill="#dcecee" />
        <circle
          cx="70"
          cy="36"
          r="18"
          fill="none"
          stroke="#0b5a66"
          strokeWidth="3"
          strokeDasharray="1 8"
          strokeLinecap="round"
        />
        <circle cx="104" cy="50" r="12" fill="#fbe4dc" />
      </svg>
      <div>
        <p className="blank-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
