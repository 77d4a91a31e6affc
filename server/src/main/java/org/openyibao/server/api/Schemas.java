package org.openyibao.server.api;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.RefUtils;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.money.Fen;

/// Describes the records of calls and answers as [Inputs] reads and the mapper writes them.
final class Schemas implements ModelConverter {

    /// What an amount looks like.
    static final String AMOUNT = "\\d{1,10}\\.\\d\\d";

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> others) {
        var type = TypeFactory.defaultInstance().constructType(annotated.getType());
        var raw = type.getRawClass();
        if (raw == Fen.class) {
            return text().pattern("-?" + AMOUNT).description("yuan").example("12.30");
        }
        if (raw == YearMonth.class) {
            return text().pattern("\\d{4}-\\d\\d").example("2025-03");
        }
        if (raw.isEnum()) {
            return text()._enum(List.copyOf(Inputs.codes(raw)));
        }
        if (raw == Optional.class) {
            annotated.setType(type.containedTypeOrUnknown(0));
            return context.resolve(annotated);
        }
        var schema = others.hasNext() ? others.next().resolve(annotated, context, others) : null;
        if (schema != null && raw.isRecord()) {
            describe(raw, schema, context);
        }
        return schema;
    }

    static Schema<String> text() {
        var schema = new Schema<String>(SpecVersion.V31);
        // The describer of path parameters takes types away from it.
        schema.setTypes(new HashSet<>(Set.of("string")));
        return schema;
    }

    /// Everything is required that is not optional, and nothing else may come.
    private static void describe(Class<?> type, Schema<?> schema, ModelConverterContext context) {
        var model = schema.get$ref() == null
                ? schema
                : context.getDefinedModels().get((String)
                        RefUtils.extractSimpleName(schema.get$ref()).getLeft());
        if (model != null) {
            model.setRequired(Arrays.stream(type.getRecordComponents())
                    .filter(component -> component.getType() != Optional.class)
                    .map(RecordComponent::getName)
                    .toList());
            model.setAdditionalProperties(Boolean.FALSE);
        }
    }
}
