/** Days that pass at least between two mails about one form. */
export const DAYS_BETWEEN = 5;
