/** What is wider than its column can be scrolled by keyboard; what is not, is no stop on the way. */
export function keepReachable(report: HTMLElement): void {
  // The observer lives as long as the report, and reports once at the start.
  new ResizeObserver(() => {
    for (const element of report.querySelectorAll<HTMLElement>(".scroll, pre")) {
      if (element.scrollWidth > element.clientWidth) {
        element.tabIndex = 0;
        element.setAttribute("role", "region");
        element.setAttribute("aria-label", nameOf(element));
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
      }
    }
  }).observe(report);
}

function nameOf(element: HTMLElement): string {
  const title = element.querySelector("caption") ?? element.parentElement?.querySelector("figcaption, p");
  return title?.textContent ?? element.textContent;
}
