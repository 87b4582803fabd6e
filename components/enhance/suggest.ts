import { type Suggestion, suggestedByFiles } from "../suggestions";

/** Suggestions under a search box: a list that the keyboard walks; without it the form works as it is. */
function suggest(form: HTMLFormElement, address: string): void {
  const input = form.querySelector("input");
  if (!input) return;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.hidden = true;
  list.role = "listbox";
  list.ariaLabel = form.dataset.suggestions ?? "";
  const said = document.createElement("p");
  said.className = "vh";
  said.role = "status";
  input.after(list);
  form.append(said);
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);

  let active = -1;
  let asked: AbortController | undefined;
  let timer = 0;
  // Without an app behind the page, what it published beside itself answers.
  let isByFiles = address === "";

  const options = () => [...list.children];
  const move = (to: number): void => {
    active = to;
    for (const [at, option] of options().entries()) option.ariaSelected = String(at === active);
    const option = options()[active];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const show = (isOpen: boolean): void => {
    list.hidden = !isOpen;
    input.ariaExpanded = String(isOpen);
    if (!isOpen) move(-1);
  };
  const close = (): void => {
    clearTimeout(timer);
    asked?.abort();
    show(false);
    said.textContent = "";
  };
  const draw = (found: readonly Suggestion[]): void => {
    list.replaceChildren(
      ...found.map(({ name, detail, href }, at) => {
        const option = document.createElement("li");
        option.role = "option";
        option.id = `${list.id}-${at}`;
        option.dataset.href = href;
        const small = document.createElement("small");
        small.textContent = detail;
        option.append(name, " ", small);
        return option;
      }),
    );
    show(found.length > 0);
    move(-1);
  };
  const ask = async (): Promise<void> => {
    asked?.abort();
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const response = isByFiles ? null : await fetch(address + encodeURIComponent(typed), { signal });
      isByFiles ||= response !== null && response.status >= 502;
      if (isByFiles || !response) {
        const choices = await suggestedByFiles(typed, document.documentElement.lang, signal);
        if (!signal.aborted) tell(choices, foundWords(choices.length));
        return;
      }
      if (!response.ok) return close();
      const told: { said: string; choices: Suggestion[] } = await response.json();
      tell(told.choices, told.said);
    } catch {
      // An older question was dropped for a newer one, or the network is gone: the form still asks.
    }
  };
  const tell = (choices: readonly Suggestion[], words: string): void => {
    draw(choices);
    said.textContent = words;
  };
  const foundWords = (count: number) => (form.dataset.found ?? "").replace("%", String(count));
  /** Where no app answers the form: the one place meant, else the choice beneath the box, else the list of departments. */
  const answer = async (): Promise<void> => {
    const choices = await suggestedByFiles(input.value, document.documentElement.lang).catch(() => []);
    const [first] = choices;
    const exact = choices.filter(({ isExact }) => isExact);
    const only = exact.length === 1 ? exact[0] : choices.length === 1 ? first : undefined;
    if (only) return location.assign(only.href);
    if (!first) return form.submit();
    input.focus();
    tell(choices, foundWords(choices.length));
  };
  const go = (option: Element | null | undefined): void => {
    if (option instanceof HTMLElement && option.dataset.href) location.assign(option.dataset.href);
  };

  show(false);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, 80);
  });
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    const count = list.hidden ? 0 : options().length;
    if (key === "Escape" && count > 0) {
      event.preventDefault();
      close();
    } else if ((key === "ArrowDown" || key === "ArrowUp") && count > 0) {
      event.preventDefault();
      const step = key === "ArrowDown" ? 1 : -1;
      // One place more than there are options: the words typed themselves.
      move(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (key === "ArrowDown") void ask();
    else if (key === "Enter" && active >= 0) {
      event.preventDefault();
      go(options()[active]);
    }
  });
  form.addEventListener("submit", (event) => {
    if (!isByFiles) return;
    event.preventDefault();
    clearTimeout(timer);
    void answer();
  });
  input.addEventListener("blur", close);
  // A press must not take the focus from the box before it is a choice.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => go(target instanceof Element ? target.closest("li") : null));
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-suggest]"))
  suggest(form, form.dataset.suggest ?? "");
