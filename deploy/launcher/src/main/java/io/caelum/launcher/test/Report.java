package io.caelum.launcher.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one of surefire's files. The numbers at its head are those of the last attempt alone, which may have been made
 * with the few tests that had failed before: so the tests themselves are counted.
 */
final class Report {

    private Report() {}

    static List<TestResult> read(Path file) {
        try (var xml = Files.newInputStream(file)) {
            return read(xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException cutShort) {
            return List.of(new TestResult(
                    file.getFileName() + " (was cut short, as its tests were)", TestResult.Outcome.FAILED));
        }
    }

    static List<TestResult> read(InputStream xml) throws XMLStreamException {
        var results = new ArrayList<TestResult>();
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        var reader = factory.createXMLStreamReader(xml);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("testcase")) {
                results.add(test(reader));
            }
        }
        return results;
    }

    private static TestResult test(XMLStreamReader reader) throws XMLStreamException {
        var name = reader.getAttributeValue(null, "classname") + "." + reader.getAttributeValue(null, "name");
        var outcome = TestResult.Outcome.PASSED;
        while (reader.next() != XMLStreamConstants.END_ELEMENT
                || !reader.getLocalName().equals("testcase")) {
            if (reader.isStartElement()) {
                outcome = outcome.worseOf(outcome(reader.getLocalName()));
            }
        }
        return new TestResult(name, outcome);
    }

    private static TestResult.Outcome outcome(String element) {
        return switch (element) {
            case "failure", "error" -> TestResult.Outcome.FAILED;
            // the attempts of a test that passed in the end; those of one that never did are called rerunFailure
            case "flakyFailure", "flakyError" -> TestResult.Outcome.FLAKY;
            case "skipped" -> TestResult.Outcome.SKIPPED;
            default -> TestResult.Outcome.PASSED;
        };
    }
}
