// "Use where I am now": asks the browser for the place only when pressed, and puts the postcode area into the form.
// Coordinates are rounded to about a kilometre before they leave the device, and are never part of a page's address.
const LONGEST_WAIT = 10_000;
const TOLD = {
  asking: "Finding where you are…",
  refused: "Your browser did not share where you are. That is fine: enter a town or a postcode instead.",
  failed: "We could not find out where you are. Enter a town or a postcode instead.",
};

function whereAmI() {
  return new Promise((found, failed) => {
    navigator.geolocation.getCurrentPosition(found, failed, { timeout: LONGEST_WAIT, maximumAge: 300_000 });
  });
}

async function labelOf({ latitude, longitude }) {
  const rounded = new URLSearchParams({ lat: latitude.toFixed(2), lon: longitude.toFixed(2) });
  const answer = await fetch(`/places/nearest?${rounded}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).label;
}

async function fill(place, status) {
  status.textContent = TOLD.asking;
  try {
    const { coords } = await whereAmI();
    const label = await labelOf(coords);
    if (label) place.value = label;
    status.textContent = label ? `You are in ${label}. Press Search to look near there.` : TOLD.failed;
  } catch (problem) {
    status.textContent = problem.code === 1 ? TOLD.refused : TOLD.failed;
  }
}

for (const part of document.querySelectorAll("[data-nearby]")) {
  const place = part.closest("form").querySelector("[name=place]");
  if (!place || !navigator.geolocation) continue;
  part.hidden = false;
  part.querySelector("button").addEventListener("click", () => fill(place, part.querySelector("[role=status]")));
}
