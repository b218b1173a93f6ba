// Each list of values chooses among answers that were computed beforehand; nothing is computed here.
"use strict";

const lists = [];

function list(id, control) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.append(...control.values.map((value) => new Option(value, value)));
  select.selectedIndex = control.start;
  label.append(`${control.name} `, select);
  lists.push({ id, control, select });
  return { label, select, size: control.values.length };
}

for (const [id, { controls, answers }] of Object.entries(WHAT_IF)) {
  const answer = document.getElementById(`answer-${id}`);
  answer.setAttribute("aria-live", "polite");
  const made = controls.map((control) => list(id, control));
  document.getElementById(`assumed-${id}`).replaceChildren(...made.map(({ label }) => label));
  const show = () => {
    const place = made.reduce((sum, { select, size }) => sum * size + select.selectedIndex, 0);
    if (answer.textContent !== answers[place]) answer.textContent = answers[place];
  };
  for (const { select } of made) {
    select.addEventListener("change", () => {
      show();
      keep();
    });
    select.addEventListener("follow", show);
  }
}

// The address keeps what is not as it was: "half_width=5" for every question, or for one of them
// "others.lead=5".
function keep() {
  const chosen = new URLSearchParams();
  for (const { id, control, select } of lists) {
    if (select.selectedIndex !== control.start) chosen.set(`${id}.${control.id}`, select.value);
  }
  history.replaceState(null, "", `#${chosen}`);
}

function follow() {
  const chosen = new URLSearchParams(location.hash.slice(1));
  for (const { id, control, select } of lists) {
    const value = chosen.get(`${id}.${control.id}`) ?? chosen.get(control.id);
    const place = control.values.indexOf(value);
    select.selectedIndex = place < 0 ? control.start : place;
    select.dispatchEvent(new Event("follow"));
  }
}

addEventListener("hashchange", follow);
follow();
