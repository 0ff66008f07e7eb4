package io.caelum.acceptance.stack;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.part.AuditPlaces;
import io.caelum.launcher.part.Stack;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A database of the stack under test, for what no user can do. */
public final class StackDatabase {

    private final String url;

    /** @param service identity, image, compute or network */
    public StackDatabase(String service) {
        String name = "CAELUM_DOCTOR_%s_DATABASE".formatted(service.toUpperCase(Locale.ROOT));
        url = AuditPlaces.of(Stack.of(Home.current())).get(name);
    }

    /** @throws AssertionError if nothing was changed */
    public void change(String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new AssertionError("nothing was changed: " + sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column of each row. */
    public List<String> texts(String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
