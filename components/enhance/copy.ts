/** Wakes the buttons that copy a field's words; without script they stay hidden. */
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy ?? "");
    const said = button.nextElementSibling;
    if (!(field instanceof HTMLTextAreaElement)) return;
    try {
      await navigator.clipboard.writeText(field.value);
      if (said instanceof HTMLElement) said.textContent = said.dataset.copied ?? "";
    } catch {
      // A browser that refuses the clipboard still lets its reader copy what is selected.
      field.select();
    }
  });
}
