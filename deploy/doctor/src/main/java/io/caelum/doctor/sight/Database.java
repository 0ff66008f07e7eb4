package io.caelum.doctor.sight;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The database of one service, as it was when it was first asked: one read-only transaction with one snapshot. */
public final class Database implements AutoCloseable {

    private static final int SECONDS = 10;

    private final String name;
    private final String url;
    private @Nullable Connection connection;

    /** @param url as JDBC wants it, user and password included; it is never shown */
    public Database(String name, String url) {
        this.name = name;
        this.url = url;
    }

    public String name() {
        return name;
    }

    /** @param values for the question marks; ids may come as a collection, for an array */
    public List<Row> rows(String sql, Object... values) {
        try (PreparedStatement query = connected().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, value(values[i]));
            }
            query.setQueryTimeout(SECONDS);
            return read(query.executeQuery());
        } catch (SQLException e) {
            throw new Undecided("the database %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    private Object value(Object value) throws SQLException {
        return value instanceof Collection<?> ids ? connected().createArrayOf("uuid", ids.toArray(UUID[]::new)) : value;
    }

    private Connection connected() throws SQLException {
        if (connection == null) {
            connection = connect();
        }
        return connection;
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "doctor");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", Integer.toString(2 * SECONDS));
        Connection made = DriverManager.getConnection(url, properties);
        made.setReadOnly(true);
        made.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        made.setAutoCommit(false);
        return made;
    }

    private static List<Row> read(ResultSet result) throws SQLException {
        var rows = new ArrayList<Row>();
        var columns = result.getMetaData();
        while (result.next()) {
            var row = new LinkedHashMap<String, Object>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), result.getObject(i));
            }
            rows.add(new Row(row));
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // it was only read from
        }
    }
}
