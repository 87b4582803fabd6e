/** "Copier" beside a field that says so, and "Partager" where the device can: both only save a gesture. */
function button(words: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  return made;
}

for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-share-copy]")) {
  const { shareCopy: copy = "", copied = "", share } = field.dataset;
  const row = document.createElement("p");
  row.className = "actions";
  const copying = button(copy);
  copying.setAttribute("aria-live", "polite");
  copying.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      copying.textContent = copied;
      setTimeout(() => {
        copying.textContent = copy;
      }, 3000);
    } catch {
      // The words are selected: the device's own copy does it.
    }
  });
  row.append(copying);
  if (share && "share" in navigator) {
    const sharing = button(share);
    sharing.addEventListener("click", () => navigator.share({ text: field.value }).catch(() => undefined));
    row.append(sharing);
  }
  field.after(row);
}

export {};
