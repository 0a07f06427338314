// Fills one template with each set of values, as docxtemplater's manual says; prints the seconds that took.
"use strict";

const fs = require("fs");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const [, , templatePath, valuesPath] = process.argv;
const content = fs.readFileSync(templatePath, "binary");
const everyLetter = JSON.parse(fs.readFileSync(valuesPath, "utf8"));
const WARM_UP = 20;

function letter(values) {
  const document = new Docxtemplater(new PizZip(content), {
    paragraphLoop: true,
    linebreaks: true,
    delimiters: { start: "{{", end: "}}" },
  });
  document.render(values);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

everyLetter.slice(0, WARM_UP).forEach(letter);
const start = process.hrtime.bigint();
everyLetter.forEach(letter);
process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e9));
