// Starts the behaviour of the GOV.UK components on the page. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";
import "./nearby.js";

initAll();
