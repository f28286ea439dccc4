import type { ReactNode } from "react";
import {
  type ActivityStage,
  activityStages,
  type Effect,
  effects,
  stageLetters,
} from "#app/domain/statuses/status-vocabulary.ts";

/** How far something has come: a square with a letter, and its words. What is done is square, what is seen is round, so that the two are not read as one. */
export const StageMark = ({ stage }: { stage: ActivityStage }) => (
  <span className="stage">
    <StageSquare stage={stage} /> {activityStages[stage]}
  </span>
);

/** The square alone; its words stand beside it. */
export const StageSquare = ({ stage }: { stage: ActivityStage | null }) => (
  <span className={`stage-square stage-${stage ?? "none"}`} aria-hidden="true">
    {stage ? stageLetters[stage] : "–"}
  </span>
);

/** What is seen: a round sign, and its words. */
export const EffectMark = ({ effect, none = "ikke vurderet" }: { effect: Effect | null; none?: string }) => (
  <span className="effect">
    <EffectSign effect={effect} /> {effect ? effects[effect] : none}
  </span>
);

/** The sign alone; its words stand beside it. */
export const EffectSign = ({ effect }: { effect: Effect | null }) => (
  <svg className="effect-sign" viewBox="0 0 26 26" aria-hidden="true" focusable="false">
    {effect ? signs[effect] : <path className="effect-dash" d="M9 13h8" />}
  </svg>
);

const ring = <circle className="effect-ring" cx="13" cy="13" r="10" />;
const signs = {
  "for-tidligt": <circle className="effect-dots" cx="13" cy="13" r="10" />,
  "ingen-endnu": ring,
  "tidlige-tegn": (
    <>
      {ring}
      <circle className="effect-dot" cx="13" cy="13" r="4.2" />
    </>
  ),
  dokumenteret: (
    <>
      <circle className="effect-full" cx="13" cy="13" r="10" />
      <path className="effect-tick" d="M8.2 13.4l3.4 3.4 6.4-7" />
    </>
  ),
  "forkert-vej": (
    <>
      <path className="effect-turn" d="M13 1.8L24.2 13 13 24.2 1.8 13z" />
      <path className="effect-arrow" d="M17 16.5v-3.2a2.6 2.6 0 0 0-2.6-2.6H9m0 0l2.6-2.6M9 10.7l2.6 2.6" />
    </>
  ),
} as const satisfies Record<Effect, ReactNode>;
