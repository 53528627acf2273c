# Ajustes: texts, canned replies, company.
