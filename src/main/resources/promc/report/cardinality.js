"use strict";
document.querySelectorAll("table").forEach(function (table) {
  var heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach(function (head, column) {
    head.querySelector("button").addEventListener("click", function () {
      var numbers = head.classList.contains("number");
      var was = head.getAttribute("aria-sort");
      var ascending = was === "descending" || (was === null && !numbers);
      var body = table.tBodies[0];
      var rows = Array.from(body.rows);
      rows.sort(function (a, b) {
        var x = a.cells[column];
        var y = b.cells[column];
        var order = numbers ? Number(x.dataset.value) - Number(y.dataset.value) : x.textContent.localeCompare(y.textContent);
        return ascending ? order : -order;
      });
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      body.append.apply(body, rows);
    });
  });
});
