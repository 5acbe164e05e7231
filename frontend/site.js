// Starts the behaviour of the GOV.UK components on the page; build.sh adds our own scripts. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";
import "./nearby.js";

initAll();
