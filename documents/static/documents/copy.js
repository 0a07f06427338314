// Copies what stands beside a button. Without JavaScript the buttons stay away and one click selects the text.
(() => {
    "use strict";

    const select = (element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const chosen = window.getSelection();
        chosen.removeAllRanges();
        chosen.addRange(range);
    };

    const copy = async (button) => {
        const source = document.getElementById(button.dataset.copies);
        select(source);
        try {
            await navigator.clipboard.writeText(source.textContent);
            button.textContent = button.dataset.done;
        } catch {
            button.textContent = button.dataset.selected;
        }
    };

    document.querySelectorAll("button[data-copies]").forEach((button) => {
        button.hidden = false;
        button.addEventListener("click", () => copy(button));
    });
})();
