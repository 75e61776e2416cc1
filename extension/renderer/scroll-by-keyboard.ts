const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    for (const element of target.querySelectorAll<HTMLElement>(".scroll, pre")) update(element);
  }
});

/** Lets the keyboard scroll what is wider than its column, and nothing else. */
export function scrollByKeyboard(report: Element): void {
  // A page that is chosen gets its size without changing that of the report, where it is as high as the one before.
  for (const element of [report, ...report.querySelectorAll(".page-content")]) {
    // An element that is observed anew is reported at once, and from then on when its size changes.
    observer.unobserve(element);
    observer.observe(element);
  }
}

function update(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth) {
    element.tabIndex = 0;
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", nameOf(element));
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
  }
}

function nameOf(element: HTMLElement): string {
  const title = element.querySelector("caption") ?? element.parentElement?.querySelector("figcaption, p");
  return title?.textContent ?? element.textContent;
}
