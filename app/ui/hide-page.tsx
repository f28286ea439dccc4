import { IntentForm, Submit, TextArea } from "./form.tsx";

/** For those who may: takes a page away from readers at once. @param municipality slug of whose it is */
export function HidePage({ path, municipality }: { path: string; municipality: string | null }) {
  return (
    <aside className="wrap hide-page" aria-label="Skjul siden">
      <details className="folded">
        <summary>Skjul siden for læserne</summary>
        <IntentForm
          intent="hide"
          of={{ name: "path", value: path }}
          action={municipality ? `/kommuner/${municipality}/meldinger` : "/kl/meldinger"}
          className="form form-narrow"
        >
          <p>
            Gør det med det samme, hvis et barn kan genkendes. Siden forsvinder for alle, også i søgningen. Teksten er
            der stadig, og siden kan vises igen.
          </p>
          <TextArea name="reason" label="Hvorfor?" rows={2} hint="Skriv ingen navne. Kommunen og KL kan læse det." />
          <Submit plain>Skjul siden nu</Submit>
        </IntentForm>
      </details>
    </aside>
  );
}
