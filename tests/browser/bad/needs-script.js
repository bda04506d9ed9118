// For needs-script.html: without script there is nothing to read.
addEventListener('DOMContentLoaded', () => document.querySelector('main').classList.add('ready'));
