import { TextField } from "./form.tsx";

/** The field where a new password is chosen. @param email goes along unseen, so that password managers know whose it is */
export function NewPasswordField({ label = "Vælg en adgangskode", email }: { label?: string; email?: string }) {
  return (
    <>
      {email && (
        <input
          className="sr-only"
          type="email"
          autoComplete="username"
          value={email}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
      )}
      <TextField
        name="password"
        label={label}
        type="password"
        autoComplete="new-password"
        hint="Mindst 12 tegn. Tre eller fire ord, der ikke hører sammen, er nemme at huske og svære at gætte."
      />
    </>
  );
}

/** The field where one's own name is written. */
export function NameField({ value }: { value?: string }) {
  return (
    <TextField
      name="name"
      label="Dit navn"
      value={value}
      autoComplete="name"
      hint="Kolleger i kommunen og KL kan se det."
    />
  );
}
