// Recent searches and adverts that were looked at, kept in this browser only and never sent; one button clears each.
{
  const SEEN = "careers-seen";
  const SEARCHES = "careers-searches";
  const MOST_SEEN = 10;
  const MOST_SEARCHES = 5;
  const ADVERT = /^\/(?:jobs|placements)\/([A-Z]-[A-Z0-9]+)$/;

  // A browser may refuse to keep anything, and what it kept may be of an older form.
  const read = (name) => {
    try {
      const kept = JSON.parse(localStorage.getItem(name));
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  };
  const write = (name, rows) => {
    try {
      if (rows.length) localStorage.setItem(name, JSON.stringify(rows));
      else localStorage.removeItem(name);
    } catch {}
  };
  const put = (name, row, isSame, most) => {
    write(name, [row, ...read(name).filter((other) => !isSame(other))].slice(0, most));
  };

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const hidden = (text) => make("span", { class: "govuk-visually-hidden" }, text);
  const clearing = (text, name, place) => {
    const button = make("button", { type: "button", class: "link-button" }, text);
    button.addEventListener("click", () => {
      write(name, []);
      place.replaceChildren(make("p", { class: "govuk-body", role: "status" }, "Cleared from this device."));
    });
    return make("p", { class: "govuk-body" }, button);
  };

  const searchOf = (address) => {
    const asked = new URLSearchParams(address);
    return { q: (asked.get("q") || "").trim(), place: (asked.get("place") || "").trim() };
  };
  const isSameSearch = (one) => (other) => one.q === other.q && one.place === other.place;

  const showSearches = (place, now) => {
    const rows = read(SEARCHES).filter((row) => !isSameSearch(now)(row));
    if (!rows.length || now.q || now.place) return; // a search that was made stands first
    const link = ({ q, place: near }) => {
      const asked = new URLSearchParams(Object.entries({ q, place: near }).filter(([, value]) => value));
      const words = [q || "Everything", near && `near ${near}`].filter(Boolean).join(" ");
      return make("li", {}, make("a", { class: "govuk-link", href: `/jobs?${asked}` }, words));
    };
    place.replaceChildren(
      make("section", { class: "recent recent--searches", "aria-labelledby": "recent-searches" },
        make("h2", { class: "govuk-heading-s", id: "recent-searches" }, "Your recent searches on this device"),
        make("ul", { class: "govuk-list recent__row" }, ...rows.map(link)),
        clearing("Clear recent searches", SEARCHES, place)),
    );
  };

  const showSeen = (place) => {
    const isShort = place.dataset.recentlySeen === "short";
    const rows = read(SEEN).filter((row) => ADVERT.test(row.url)).slice(0, isShort ? 3 : MOST_SEEN);
    const canCompare = rows.length > 1 && !isShort;
    if (!rows.length) return;
    const tick = ({ url, title, employer }) => {
      const reference = url.match(ADVERT)[1];
      const id = `seen-${reference}`;
      return make("div", { class: "govuk-checkboxes govuk-checkboxes--small" },
        make("div", { class: "govuk-checkboxes__item" },
          make("input", { class: "govuk-checkboxes__input", type: "checkbox", id, name: "ref", value: reference }),
          make("label", { class: "govuk-label govuk-checkboxes__label", for: id }, "Compare", hidden(` ${title}, ${employer}`))));
    };
    const item = (row) => make("li", { class: "recent__row" },
      make("span", {}, make("a", { class: "govuk-link", href: row.url }, row.title), `, ${row.employer}`),
      ...(canCompare ? [tick(row)] : []));
    const compare = make("button", { class: "govuk-button govuk-button--secondary", type: "submit" }, "Compare side by side");
    place.replaceChildren(
      make("section", { class: "recent", "aria-labelledby": "recently-seen" },
        make("h2", { class: "govuk-heading-m", id: "recently-seen" }, "Seen on this device"),
        make("form", { method: "get", action: "/jobs/compare" },
          make("ul", { class: "govuk-list" }, ...rows.map(item)),
          ...(canCompare ? [compare] : [])),
        clearing("Clear what was seen", SEEN, place)),
    );
  };

  const seen = document.querySelector("[data-seen]");
  if (seen) {
    const { seen: url, seenTitle: title, seenEmployer: employer } = seen.dataset;
    put(SEEN, { url, title, employer }, (other) => other.url === url, MOST_SEEN);
  }
  const now = location.pathname === "/jobs" ? searchOf(location.search) : { q: "", place: "" };
  for (const place of document.querySelectorAll("[data-recent-searches]")) showSearches(place, now);
  for (const place of document.querySelectorAll("[data-recently-seen]")) showSeen(place);
  if (now.q || now.place) put(SEARCHES, now, isSameSearch(now), MOST_SEARCHES);

  // Whoever signs out on a shared device leaves nothing behind.
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
    form.addEventListener("submit", () => { write(SEEN, []); write(SEARCHES, []); });
  }
}
