import { startAuthentication, startRegistration } from "@simplewebauthn/browser";

interface Asked {
  readonly challenge: string;
  readonly rpId: string;
  readonly credentials: readonly string[];
  readonly name: string;
}

const isAsked = (value: unknown): value is Asked =>
  typeof value === "object" && value !== null && "challenge" in value && "credentials" in value;

/** A name that says nothing of the person: the device only needs one of its own. */
function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");
}

/** Makes a passkey for this site on the signer's device. */
async function enrolled({ challenge, rpId, name }: Asked) {
  const made = await startRegistration({
    optionsJSON: {
      challenge,
      rp: { id: rpId, name: "Signataires" },
      user: { id: freshId(), name, displayName: name },
      pubKeyCredParams: [-7, -257, -8].map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
      attestation: "none",
    },
  });
  return {
    id: made.id,
    attestation: made.response.attestationObject,
    enrolment: made.response.clientDataJSON,
  };
}

/** The fields of the form, by the device's answer. */
async function answered(asked: Asked): Promise<Readonly<Record<string, string>>> {
  const fresh = asked.credentials.length === 0 ? await enrolled(asked) : null;
  const ids = fresh ? [fresh.id] : asked.credentials;
  const { id, response } = await startAuthentication({
    optionsJSON: {
      challenge: asked.challenge,
      rpId: asked.rpId,
      userVerification: "required",
      allowCredentials: ids.map((each) => ({ id: each, type: "public-key" })),
    },
  });
  return {
    credential: id,
    attestation: fresh?.attestation ?? "",
    enrolment: fresh?.enrolment ?? "",
    authenticator: response.authenticatorData,
    client: response.clientDataJSON,
    signature: response.signature,
  };
}

function start(form: HTMLFormElement): void {
  const asked: unknown = JSON.parse(form.dataset.passkey ?? "null");
  const status = form.querySelector("output");
  if (!isAsked(asked) || !("PublicKeyCredential" in window)) return;
  form.hidden = false;
  document.querySelector("[data-passkey-missing]")?.parentElement?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      for (const [name, value] of Object.entries(await answered(asked))) {
        const field = form.elements.namedItem(name);
        if (field instanceof HTMLInputElement) field.value = value;
      }
      form.submit();
    } catch {
      if (status) status.textContent = form.dataset.failed ?? "";
    }
  });
}

const form = document.querySelector<HTMLFormElement>("form[data-passkey]");
if (form) start(form);
