/** The reader's own answers beside the candidates': counted in the page, kept nowhere, sent to nobody. */
function match(box: HTMLElement): void {
  const questions = [...box.querySelectorAll<HTMLElement>("[data-question]")];
  const mineOf = (question: HTMLElement) =>
    question.querySelector<HTMLInputElement>("input:checked")?.value ?? null;
  const count = (): void => {
    const same = new Map<string, number>();
    const said = new Map<string, number>();
    let given = 0;
    for (const question of questions) {
      const mine = mineOf(question);
      if (mine !== null) given += 1;
      for (const group of question.querySelectorAll<HTMLElement>("[data-answer]")) {
        const { answer = "", who = "" } = group.dataset;
        const isSame = mine !== null && answer === mine;
        group.classList.toggle("same", isSame);
        for (const one of who.split(" ")) {
          if (isSame) same.set(one, (same.get(one) ?? 0) + 1);
          if (mine !== null && answer !== "") said.set(one, (said.get(one) ?? 0) + 1);
        }
      }
    }
    for (const row of box.querySelectorAll<HTMLElement>("[data-candidate]")) {
      const output = row.querySelector("output");
      const who = row.dataset.candidate ?? "";
      const words = (said.get(who) ? box.dataset.count : box.dataset.silent) ?? "";
      if (output)
        output.textContent =
          given === 0 ? "–" : words.replace("%s", String(same.get(who) ?? 0)).replace("%g", String(given));
    }
  };
  // A browser that brings back what was typed must not know of these.
  for (const input of box.querySelectorAll<HTMLInputElement>("input")) {
    input.checked = false;
    input.autocomplete = "off";
  }
  box.addEventListener("change", count);
  count();
}

for (const words of document.querySelectorAll<HTMLElement>("[data-by-hand]")) words.hidden = true;
for (const box of document.querySelectorAll<HTMLElement>("[data-match]")) match(box);
