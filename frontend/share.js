// Beside the link to an advert: a button that copies it, and the device's own way to share, and one that prints. The page works without them.
{
  const button = (text, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link-button";
    made.textContent = text;
    made.addEventListener("click", () => press(made));
    return made;
  };

  for (const share of document.querySelectorAll("[data-share-url]")) {
    const { shareUrl: url, shareTitle: title } = share.dataset;
    const ways = share.querySelector(".share__ways");
    ways.setAttribute("aria-live", "polite");
    if (navigator.clipboard) {
      const copy = async (pressed) => {
        try {
          await navigator.clipboard.writeText(url);
          pressed.textContent = "Link copied";
        } catch {
          share.querySelector("input").select();
        }
      };
      ways.append(button("Copy the link", copy));
    }
    if (navigator.share) {
      ways.append(button("Share in another way", () => navigator.share({ title, url }).catch(() => {})));
    }
    ways.append(button("Print this page", () => window.print()));
    share.querySelector("input").addEventListener("focus", (event) => event.target.select());
  }
}
