import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { signInDemo } from "#app/domain/accounts/demo-link.server.ts";
import { deviceOf } from "#app/domain/accounts/device.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { refuse } from "#app/http/respond.ts";

/** The link that the terminal prints for an invented person. */
export async function loader({ request, context: { sql, accounts, network } }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("kode") ?? "";
  const from = { network, device: deviceOf(request.headers.get("user-agent")) };
  const cookie = await signInDemo(sql, accounts, token, from).catch((error) => {
    if (error instanceof DomainError)
      refuse(400, "Linket er brugt eller for gammelt. Lav et nyt med npm run demo:login -- coordinator.");
    throw error;
  });
  throw redirect("/min-side", { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function DemoLogin() {
  return null;
}
