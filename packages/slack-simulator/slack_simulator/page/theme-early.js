// Sets the chosen light or dark before anything is painted; without a choice the system's own applies.
{
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // Storage may be shut off; then the system's choice is the only one.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
}
