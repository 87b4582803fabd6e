/** Reminders that one person gets for one form, the invitation apart. */
export const REMINDERS = 2;
/** Days that pass at least between two mails about one form. */
export const DAYS_BETWEEN = 5;
