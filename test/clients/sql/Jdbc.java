// Reads questions, `name<TAB>statement` a line, and prints a line for each row; the connection is in PG… of the environment.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

class Jdbc {
    public static void main(String[] args) throws Exception {
        var env = System.getenv();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var properties = new Properties();
        properties.put("user", env.get("PGUSER"));
        properties.put("password", env.get("PGPASSWORD"));
        var url = "jdbc:postgresql://" + env.get("PGHOST") + ":" + env.get("PGPORT") + "/" + env.get("PGDATABASE");
        try (var connection = DriverManager.getConnection(url, properties)) {
            connection.setAutoCommit(false);
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var parts = line.split("\t");
                try (var statement = connection.prepareStatement(parts[1])) {
                    statement.setFetchSize(100);
                    var rows = statement.executeQuery();
                    var width = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        var text = new StringBuilder(parts[0]);
                        for (var column = 1; column <= width; column++) text.append('\t').append(rows.getString(column));
                        out.println(text);
                    }
                }
            }
            var data = connection.getMetaData();
            var views = data.getTables(null, "bi", "%", new String[] {"VIEW"});
            while (views.next()) out.println("view\t" + views.getString("TABLE_NAME"));
            var columns = data.getColumns(null, "bi", "observation", "%");
            var none = connection.createStatement().executeQuery("select * from bi.observation where false").getMetaData();
            for (var place = 1; columns.next(); place++) {
                out.println("column\t" + columns.getString("COLUMN_NAME") + "\t" + none.getColumnClassName(place) + "\t" + columns.getString("REMARKS"));
            }
            connection.rollback();
            for (var text : new String[] {"select * from public.observation", "update public.metric set decimals = 0"}) {
                try (var statement = connection.createStatement()) {
                    statement.execute(text);
                } catch (SQLException refused) {
                    out.println("refused\t" + refused.getSQLState());
                }
                connection.rollback();
            }
        }
    }
}
