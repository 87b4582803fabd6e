import enCitizens from "./messages/en/citizens.json";
import enComponents from "./messages/en/components.json";
import enCore from "./messages/en/core.json";
import enDirectory from "./messages/en/directory.json";
import enElections from "./messages/en/elections.json";
import enForms from "./messages/en/forms.json";
import enImporting from "./messages/en/importing.json";
import enOrganizations from "./messages/en/organizations.json";
import enOutreach from "./messages/en/outreach.json";
import enPlaces from "./messages/en/places.json";
import enProof from "./messages/en/proof.json";
import enPublication from "./messages/en/publication.json";
import enSignatures from "./messages/en/signatures.json";
import frCitizens from "./messages/fr/citizens.json";
import frComponents from "./messages/fr/components.json";
import frCore from "./messages/fr/core.json";
import frDirectory from "./messages/fr/directory.json";
import frElections from "./messages/fr/elections.json";
import frForms from "./messages/fr/forms.json";
import frImporting from "./messages/fr/importing.json";
import frOrganizations from "./messages/fr/organizations.json";
import frOutreach from "./messages/fr/outreach.json";
import frPlaces from "./messages/fr/places.json";
import frProof from "./messages/fr/proof.json";
import frPublication from "./messages/fr/publication.json";
import frSignatures from "./messages/fr/signatures.json";

/** Every visible text, by language, then by the room it belongs to. */
export const MESSAGES = {
  fr: {
    citizens: frCitizens,
    components: frComponents,
    core: frCore,
    directory: frDirectory,
    elections: frElections,
    forms: frForms,
    importing: frImporting,
    organizations: frOrganizations,
    outreach: frOutreach,
    places: frPlaces,
    proof: frProof,
    publication: frPublication,
    signatures: frSignatures,
  },
  en: {
    citizens: enCitizens,
    components: enComponents,
    core: enCore,
    directory: enDirectory,
    elections: enElections,
    forms: enForms,
    importing: enImporting,
    organizations: enOrganizations,
    outreach: enOutreach,
    places: enPlaces,
    proof: enProof,
    publication: enPublication,
    signatures: enSignatures,
  },
};
