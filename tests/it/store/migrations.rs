//! The schema: up, down, up again, and alike on both databases.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use relevo::store::Conn;
use relevo::store::open::{migrate, revert_all};

use super::on_both;

#[derive(QueryableByName, Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    #[diesel(sql_type = Text)]
    in_table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    may_be_null: bool,
}

#[test]
fn migrations_go_up_and_down_and_up_again() {
    on_both(|place| {
        let mut conn = place.conn();
        let before = columns(&mut conn);
        assert!(before.len() > 100, "{}", before.len());
        revert_all(&mut conn).unwrap();
        assert_eq!(columns(&mut conn), BTreeSet::new());
        migrate(&mut conn).unwrap();
        assert_eq!(columns(&mut conn), before);
        migrate(&mut conn).unwrap();
        assert_eq!(columns(&mut conn), before);
    });
}

#[test]
fn both_databases_have_the_same_tables_columns_and_nulls() {
    let schemas = std::cell::RefCell::new(Vec::new());
    on_both(|place| schemas.borrow_mut().push(columns(&mut place.conn())));
    let schemas = schemas.into_inner();
    for pair in schemas.windows(2) {
        assert_eq!(pair[0], pair[1]);
    }
}

#[test]
fn the_schema_that_queries_are_checked_against_is_the_one_of_the_migrations() {
    let written = include_str!("../../../src/store/schema.rs");
    on_both(|place| {
        for column in columns(&mut place.conn()) {
            let kind = match column.kind.as_str() {
                "bigint" => "BigInt",
                "text" => "Text",
                "boolean" => "Bool",
                other => panic!("{} is a {other}", column.name),
            };
            let kind =
                if column.may_be_null { format!("Nullable<{kind}>") } else { kind.to_owned() };
            let table = written
                .split(&format!("    {} (", column.in_table))
                .nth(1)
                .expect(&column.in_table);
            let table = table.split("\n    }").next().unwrap();
            let line = format!("        {} -> {kind},", column.name);
            assert!(table.contains(&line), "{}: {line}", column.in_table);
        }
    });
}

fn columns(conn: &mut Conn) -> BTreeSet<Column> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT t.name AS in_table, c.name AS name, lower(c.type) AS kind, c.\"notnull\" = 0 AS may_be_null \
             FROM sqlite_master t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite%' \
             AND t.name NOT LIKE 'found\\_%' ESCAPE '\\'"
        }
        #[cfg(feature = "postgres")]
        Conn::Postgres(_) => {
            "SELECT table_name::text AS in_table, column_name::text AS name, data_type::text AS kind, \
             is_nullable = 'YES' AS may_be_null FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%'"
        }
    };
    diesel::sql_query(sql).load::<Column>(conn).unwrap().into_iter().collect()
}
