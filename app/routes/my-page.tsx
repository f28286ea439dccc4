import type { MetaFunction } from "@remix-run/node";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";

export const loader = guarded("min-side", async ({ context: { viewer } }) => ({ person: viewer.person ?? null }));

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Min side", description: "Dit arbejde her på sitet.", path: "/min-side", hidden: true });

export default function MyPage() {
  return <h1>Min side</h1>;
}
