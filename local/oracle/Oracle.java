import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JsonProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import org.apache.commons.lang.StringEscapeUtils;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.exception.VelocityException;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.log.NullLogChute;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.UberspectImpl;

/**
 * Renders mapping templates with Apache Velocity 1.7, set up as API Gateway's recorded answers show its engine to be:
 * every null or missing reference is "", inline macros are off, more than 1,000 iterations of a #foreach fail.
 *
 * One JSON object a line on standard input: {id, template, body, params: {path, querystring, header}, context,
 * stageVariables}; one a line on standard output: {id, text, overrides: {request, response}} or {id, error}.
 */
public final class Oracle {
    private static final int MAX_ITERATIONS = 1000;
    private static final RuntimeInstance ENGINE = startEngine();
    private static final JsonProvider JSON = Configuration.defaultConfiguration().jsonProvider();

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(toAscii(toJson(answer(map(JSON.parse(line))))));
        }
    }

    /** A parser remembers the macros it has seen, refused ones too, and reads later templates otherwise for it. */
    private static RuntimeInstance engineFor(String template) {
        return template.contains("macro") ? startEngine() : ENGINE;
    }

    private static RuntimeInstance startEngine() {
        // Velocity loads the class below by its name; started from its source, this file has a loader of its own.
        Thread.currentThread().setContextClassLoader(Oracle.class.getClassLoader());
        Properties settings = new Properties();
        settings.setProperty("runtime.log.logsystem.class", NullLogChute.class.getName());
        settings.setProperty("velocimacro.permissions.allow.inline", "false");
        settings.setProperty("velocimacro.library", "");
        settings.setProperty("runtime.introspector.uberspect", LimitedIterations.class.getName());
        RuntimeInstance engine = new RuntimeInstance();
        engine.init(settings);
        // Recorded on AWS: #evaluate is text.
        engine.removeDirective("evaluate");
        return engine;
    }

    private static Map<String, Object> answer(Map<String, Object> request) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", request.get("id"));
        try {
            Map<String, Object> context = withOverrides(map(request.get("context")));
            StringWriter text = new StringWriter();
            String template = (String) request.get("template");
            engineFor(template).evaluate(scope(request, context), text, "template", template);
            answer.put("text", text.toString());
            Map<String, Object> overrides = new LinkedHashMap<>();
            overrides.put("request", context.get("requestOverride"));
            overrides.put("response", context.get("responseOverride"));
            answer.put("overrides", overrides);
        } catch (Exception | StackOverflowError failure) {
            answer.put("error", failure.getClass().getSimpleName() + ": " + failure.getMessage());
        }
        return answer;
    }

    private static Context scope(Map<String, Object> request, Map<String, Object> context) {
        VelocityContext scope = new VelocityContext();
        scope.put("input", new Input((String) request.get("body"), map(request.get("params"))));
        scope.put("util", new Util());
        scope.put("context", context);
        scope.put("stageVariables", map(request.get("stageVariables")));
        EventCartridge handlers = new EventCartridge();
        handlers.addEventHandler(new NullIsEmpty());
        handlers.attachToContext(scope);
        return scope;
    }

    private static Map<String, Object> withOverrides(Map<String, Object> context) {
        for (String name : List.of("requestOverride", "responseOverride")) {
            if (context.get(name) instanceof Map) context.put(name, overrides(map(context.get(name))));
        }
        return new OverrideOwner(context);
    }

    private static Overrides overrides(Map<String, Object> given) {
        Overrides overrides = new Overrides();
        given.forEach((key, value) -> overrides.put(key, value instanceof Map ? overrides(map(value)) : value));
        return overrides;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value == null ? new LinkedHashMap<>() : (Map<String, Object>) value;
    }

    private static String toJson(Object value) {
        return JSONValue.toJSONString(value, JSONStyle.LT_COMPRESS);
    }

    /** Half a pair of surrogates has no UTF-8, so everything but ASCII travels escaped. */
    private static String toAscii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (char c : json.toCharArray()) {
            if (c < 0x7f) ascii.append(c);
            else ascii.append(String.format("\\u%04x", (int) c));
        }
        return ascii.toString();
    }

    /** API Gateway takes one override per parameter; a second one fails. */
    public static class Overrides extends LinkedHashMap<String, Object> {
        @Override
        public Object put(String key, Object value) {
            if (containsKey(key)) throw new VelocityException("A second override of " + key);
            return super.put(key, value);
        }
    }

    public static class OverrideOwner extends LinkedHashMap<String, Object> {
        public OverrideOwner(Map<String, Object> context) {
            super(context);
        }

        @Override
        public Object put(String key, Object value) {
            if (key.endsWith("Override")) throw new VelocityException("Overrides are set one by one");
            return super.put(key, value);
        }
    }

    public static class NullIsEmpty implements InvalidReferenceEventHandler {
        @Override
        public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) {
            return "";
        }

        @Override
        public boolean invalidSetMethod(Context context, String left, String right, Info info) {
            return false;
        }

        @Override
        public Object invalidMethod(Context context, String reference, Object object, String method, Info info) {
            return "";
        }
    }

    /** Velocity's own limit ends a loop in silence; API Gateway's is documented as a limit, so it fails here. */
    public static class LimitedIterations extends UberspectImpl {
        @Override
        public Iterator getIterator(Object object, Info info) throws Exception {
            Iterator<?> all = super.getIterator(object, info);
            if (all == null) return null;
            return new Iterator<Object>() {
                private int count = 0;

                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public Object next() {
                    if (++count > MAX_ITERATIONS) throw new VelocityException("Too many iterations of a #foreach");
                    return all.next();
                }
            };
        }
    }

    /** {@code $input}. */
    public static class Input {
        private final String body;
        private final Map<String, Object> params;
        private DocumentContext document;

        public Input(String body, Map<String, Object> params) {
            this.body = body == null || body.isEmpty() ? "{}" : body;
            this.params = params;
        }

        public String getBody() {
            return body;
        }

        public Object path(String path) {
            if (document == null) document = JsonPath.parse(body);
            try {
                return document.read(path);
            } catch (PathNotFoundException missing) {
                return null;
            }
        }

        public String json(String path) {
            if (document == null) document = JsonPath.parse(body);
            try {
                Object value = document.read(path);
                return toJson(value);
            } catch (PathNotFoundException missing) {
                return "\"\"";
            }
        }

        public Map<String, Object> params() {
            return params;
        }

        public Object params(String name) {
            for (String place : List.of("path", "querystring", "header")) {
                Map<String, Object> values = map(params.get(place));
                if (values.containsKey(name)) return values.get(name);
            }
            return "";
        }
    }

    /** {@code $util}. */
    public static class Util {
        public String escapeJavaScript(Object value) {
            return StringEscapeUtils.escapeJavaScript(String.valueOf(value));
        }

        public Object parseJson(Object text) {
            return JSON.parse(String.valueOf(text));
        }

        public String urlEncode(Object text) throws Exception {
            return URLEncoder.encode(String.valueOf(text), "UTF-8");
        }

        public String urlDecode(Object text) throws Exception {
            return URLDecoder.decode(String.valueOf(text), "UTF-8");
        }

        public String base64Encode(Object text) {
            return Base64.getEncoder().encodeToString(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
        }

        public String base64Decode(Object text) {
            return new String(Base64.getDecoder().decode(String.valueOf(text)), StandardCharsets.UTF_8);
        }
    }
}
