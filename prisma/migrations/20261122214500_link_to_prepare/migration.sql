-- A value of an enum can be used only once the transaction that adds it has ended: what uses it follows in a migration of its own.
ALTER TYPE link_kind ADD VALUE 'prepare';
